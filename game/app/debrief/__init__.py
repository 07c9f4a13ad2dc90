"""The debrief: what the days brought, who they were, what each decision scored and cost."""
