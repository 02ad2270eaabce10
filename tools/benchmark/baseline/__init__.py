"""What the benchmark compares with: views that do the least, and what an office would do."""
