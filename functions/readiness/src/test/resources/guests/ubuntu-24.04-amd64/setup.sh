# A Python environment with a wheel that is built for one architecture, and a jar with native libraries.
site=/opt/app/venv/lib/python3.12/site-packages
mkdir -p $site/numpy-1.26.4.dist-info $site/requests-2.32.0.dist-info /opt/app/lib
printf 'Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp312-cp312-manylinux_2_17_x86_64\n' >$site/numpy-1.26.4.dist-info/WHEEL
printf 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n' >$site/requests-2.32.0.dist-info/WHEEL
python3 - <<'PY'
import zipfile
with zipfile.ZipFile('/opt/app/lib/native-1.0.jar', 'w') as jar:
    for name in ('META-INF/MANIFEST.MF', 'native/linux-x86_64/libfast.so', 'native/darwin-x86_64/libfast.dylib'):
        jar.writestr(name, 'x' * 100)
PY
cp /usr/bin/true /opt/app/lib/worker
