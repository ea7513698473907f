local M = {}
local LIMIT = 10

--- Opens it.
---@param name string
function M.open(name, size, ...)
  if size > LIMIT then
    return name
  end
end

function M:close() end

local function check(a) return a end

M.build = function(x) return x end
M.limit = 3
M.hooks = {
  on_open = function(name) return name end,
}

---@deprecated use build
M.make = function() end

return M
