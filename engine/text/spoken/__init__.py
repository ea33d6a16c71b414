"""Written text to the words that are said: numbers, dates, money, units, addresses, initials.

Plain whole numbers stay in digits: the phoneme program reads those, in every language.
"""
