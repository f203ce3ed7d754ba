variable "probe_document" {
  description = "Name of the Systems Manager document that runs the probe."
  type        = string
}
