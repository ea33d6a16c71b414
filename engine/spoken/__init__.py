"""Written text to spoken words: numbers, dates, money, units, addresses, initials.

Plain whole numbers stay in digits: the phoneme program reads those, in every language.
"""
