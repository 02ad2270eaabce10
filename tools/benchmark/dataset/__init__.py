"""What the benchmark measures on: databases, courses, and many people in them."""
