# Alexa skills.
