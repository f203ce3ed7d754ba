# What Systems Manager runs in the guests. The file is written from io.muster.readiness.probe.ProbeDocument; a test holds
# the two together. It goes to AWS byte for byte: jsonencode would write each < and & of the script as six characters,
# and AWS takes 64 KB.

resource "aws_ssm_document" "guest_probe" {
  name            = local.setting_values.probe_document
  document_type   = "Command"
  document_format = "JSON"
  target_type     = "/AWS::EC2::Instance"
  content         = file("${path.module}/documents/guest-probe.json")
}

locals {
  # What Systems Manager made of the document when Terraform wrote it: commands that find another one are refused. Of a
  # scope that is not here, the functions ask once a run.
  probe_document_hashes = merge(
    { "${local.account}/${local.region}" = aws_ssm_document.guest_probe.hash },
    var.probe_document_hashes,
  )

  probe_environment = {
    MUSTER_PROBE_DOCUMENT_HASHES = join(",", [for scope, hash in local.probe_document_hashes : "${scope}=${hash}"])
  }
}
