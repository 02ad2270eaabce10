"""How the database is asked: with patience that ends, and queries that are planned once."""
