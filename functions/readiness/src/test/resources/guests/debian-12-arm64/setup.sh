# A program of the wrong architecture where people unpack such things: this is what the recorder finds beside it.
mkdir -p /opt/node_exporter-1.1.2.linux-amd64
mv /foreign-program /opt/node_exporter-1.1.2.linux-amd64/node_exporter
chmod 755 /opt/node_exporter-1.1.2.linux-amd64/node_exporter
