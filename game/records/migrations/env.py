"""What Alembic runs to move a database on: over the connection and transaction handed to it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
