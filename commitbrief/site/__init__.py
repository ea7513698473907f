"""The site: followed repositories as a folder of pages, feeds and charts."""
