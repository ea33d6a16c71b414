"""Small controls that the windows are made of; they know no engine."""
