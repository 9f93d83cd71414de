"""Charts: each as a drawing, and in sentences for whoever does not see it."""
