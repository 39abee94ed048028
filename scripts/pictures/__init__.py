"""Which pictures are taken of the service, a file for each place that shows them."""
