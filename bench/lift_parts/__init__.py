"""What `bench/lift` is made of: see there."""
