"""The staff's pages about one registration, and its registration by phone."""
