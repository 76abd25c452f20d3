"""The darkroom: jobs and the baths a film goes through."""
