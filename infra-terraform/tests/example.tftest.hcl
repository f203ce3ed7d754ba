# Whether the hub takes an example's variables: terraform test -filter=tests/example.tftest.hcl -var-file=examples/.../hub.tfvars

mock_provider "aws" {
  source = "./tests"
}

variables {
  functions_zip = "./tests/empty.zip"
}

run "the_hub_has_a_bus_for_its_spokes" {
  command = plan

  assert {
    condition     = length(aws_cloudwatch_event_bus.spokes) == (local.has_spokes ? 1 : 0)
    error_message = "Spokes need a bus to send to."
  }
}
