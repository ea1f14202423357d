"""Rules over a report: small registered kinds compile a form's rules; every run says how many ran."""
