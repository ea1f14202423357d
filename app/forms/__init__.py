"""The official form as data: model, load, catalogue, lint, describe."""
