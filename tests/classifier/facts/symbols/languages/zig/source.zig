//! Keeps things.
const std = @import("std");

/// A place for things.
pub const Store = struct {
    size: usize = 3,
    name: []const u8,

    pub const limit = 10;

    /// Opens it.
    pub fn open(self: *Store, name: []const u8, comptime T: type) !bool {
        const local = 1;
        return self.size > limit;
    }

    fn check() void {}
};

pub const Suit = enum(u8) { hearts = 1, spades };
pub const Failure = error{ TooLarge, Closed };
var started: u32 = 3;
