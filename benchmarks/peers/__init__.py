"""What Sixty is measured beside: the smallest programs of their kind."""
