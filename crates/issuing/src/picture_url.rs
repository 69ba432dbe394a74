//! Fetching a picture that an order names by its address, to show it before it is ordered.
