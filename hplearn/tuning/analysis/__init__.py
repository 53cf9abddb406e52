"""What a finished search can and cannot say."""
