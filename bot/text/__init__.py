"""What stands in a sentence: words, names, figures, dates, quotations, citation marks, speakers."""
