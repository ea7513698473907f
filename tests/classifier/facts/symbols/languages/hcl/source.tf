variable "name" {
  default = "a"
}

# The network.
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"

  tags = {
    Name        = "core"
    "cost:team" = "net"
  }

  dynamic "route" {
    for_each = [1]
  }
}

module "eks" {
  source  = "./eks"
  enabled = true
}

locals {
  limit = 10
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = { for k, v in {
    Worker = "policy/Worker",
    Pull   = "policy/Pull",
  } : k => v if local.attach }

  policy_arn = each.value
}
