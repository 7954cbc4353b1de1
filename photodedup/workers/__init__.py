"""Reading photos on several computers, by Celery and Redis. Optional: needs the extra `workers`."""
