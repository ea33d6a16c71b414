"""Written text to the words that are said: numbers, dates, money, units, addresses, initials.

Recognisers that all languages share find the written forms (quantities, dates, codes, roman, words)
and ask a language's lexicon for its words.
"""
