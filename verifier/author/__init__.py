"""For people who write rules: their tests run, their rules explained."""
