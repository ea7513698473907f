"""Dependencies in every manifest format we know: one small module for each ecosystem."""
