"""The envelope for the USB stick: manifest, pack, verify, unpack, slip and receipt."""
