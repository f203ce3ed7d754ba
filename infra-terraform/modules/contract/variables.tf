variable "probe_document" {
  description = "Systems Manager document that carries the probe into the guests."
  type        = string
}
