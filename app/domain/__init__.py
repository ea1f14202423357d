"""The nouns of the work as plain frozen data; knows no other room."""
