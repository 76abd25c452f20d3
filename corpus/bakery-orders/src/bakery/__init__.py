"""What the handlers of the bakery share."""
