"""Standards that tools from elsewhere judge: valid HTML (Nu) and Lighthouse, on the built site."""
