import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";

interface Configured {
  folder: string;
  port: number;
  password: string;
  /** Where a token is asked about; the token is put at its end. */
  tokenUrl: string;
}

/** Writes what a Dovecot of this folder alone needs, whether the test runs as root or as somebody. */
export function writeDovecotConfiguration({ folder, port, password, tokenUrl }: Configured): void {
  const isRoot = userInfo().uid === 0;
  const me = userInfo().username;
  const owner = isRoot ? { uid: 65_534, gid: 65_534 } : userInfo();
  for (const part of ["run", "state", "home"]) mkdirSync(join(folder, part));
  // Mail is kept by nobody when the test runs as root, which Dovecot refuses to keep mail for.
  for (const part of ["", "home"]) chmodSync(join(folder, part), 0o777);
  writeFileSync(join(folder, "oauth2.conf"), `tokeninfo_url = ${tokenUrl}\nusername_attribute = email\n`);
  const text = `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
instance_name = inbox-test-${port}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
default_internal_user = ${isRoot ? "dovecot" : me}
default_login_user = ${isRoot ? "dovenull" : me}
${isRoot ? "" : `default_internal_group = ${groupOf(owner.gid)}`}
first_valid_uid = 0
mail_location = maildir:${folder}/home/mail
passdb {
  driver = static
  mechanisms = plain login
  args = password=${password}
}
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${folder}/oauth2.conf
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
namespace inbox {
  inbox = yes
  ${["Sent", "Drafts", "Junk", "Trash", "Archive"].map(special).join("\n  ")}
}
`;
  writeFileSync(join(folder, "dovecot.conf"), text);
}

const special = (name: string) => `mailbox ${name} {
    auto = create
    special_use = \\${name}
  }`;

const groupOf = (gid: number) =>
  execFileSync("getent", ["group", String(gid)], { encoding: "utf8" }).split(":")[0] ?? "";
