output "role_arn" {
  description = "The role that the hub assumes here; null where none was asked for."
  value       = one([for role in aws_iam_role.spoke : role.arn])
}

output "document" {
  description = "The document that carries the probe."
  value       = aws_ssm_document.guest_probe.name
}
