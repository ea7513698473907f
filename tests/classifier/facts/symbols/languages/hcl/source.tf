variable "name" {
  default = "a"
}

# The network.
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"

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
