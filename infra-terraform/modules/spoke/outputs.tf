output "role_arn" {
  description = "ARN of the role that the hub assumes; null if role_name is null."
  value       = one([for role in aws_iam_role.spoke : role.arn])
}

output "document_hash" {
  description = "Hash that Systems Manager made of the document, for probe_document_hashes of infra-terraform."
  value       = aws_ssm_document.guest_probe.hash
}

output "document" {
  description = "Name of the Systems Manager document that runs the probe."
  value       = aws_ssm_document.guest_probe.name
}
