"""Text → vectors: embedded models in a process of their own, endpoints, LangChain's providers."""
