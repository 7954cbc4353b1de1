"""Looking closely at a few photos: where one spot is in each, how good each is, what differs."""
