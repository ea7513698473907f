test "opens" {
    try std.testing.expect(true);
}
