"""4: who starts nearer ends nearer."""

closer = ["B", "C", "D", "E"]
