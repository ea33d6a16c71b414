"""Words as people write and say them: normalisation, phonemes, clauses, captions."""
