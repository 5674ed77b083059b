// What mail servers refuse, and what nobody should open by a click.
const DANGEROUS_NAME =
  /\.(?:ade|adp|apk|app|appx|bat|chm|cmd|com|cpl|dll|dmg|exe|hta|ins|iso|isp|jar|jse?|lib|lnk|mde|msc|msi|msix|msp|mst|pif|ps1|reg|scr|sct|sh|sys|vbe?|vbs|vhd|vxd|wsc|wsf|wsh)$/i;
const DANGEROUS_TYPE =
  /^application\/(?:x-msdownload|vnd\.microsoft\.portable-executable|x-elf|x-mach-binary|x-msi|x-ms-shortcut|java-vm|java-archive|x-apple-diskimage|x-iso9660-image)$/;

/** True for a program, by its name or by what it is. */
export const isDangerous = ({ name, type }: { name: string; type: string }): boolean =>
  DANGEROUS_NAME.test(name) || DANGEROUS_TYPE.test(type);
