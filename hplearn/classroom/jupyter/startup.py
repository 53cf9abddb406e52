"""What each kernel of `hplearn lab` begins with; it leaves no name in the notebook."""

__import__("hplearn.lab.out_of_order", fromlist=["watch"]).watch()
