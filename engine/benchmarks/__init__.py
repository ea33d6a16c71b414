"""`dragoman bench`: what the engine and its rivals are worth on recordings. No product code."""
