/** How far the visitor has and has seen the conversation, and how far the team has. Positions only move forward. */
export class Reading {
  delivered = 0;
  read = 0;
  team_read = 0;

  /** @param {Record<string, any>} ready where the server says things stand */
  start({ delivered = 0, read = 0, team_read = 0 }) {
    Object.assign(this, { delivered, read, team_read });
  }

  /** @param {Record<string, any>} moved */
  move(moved) {
    for (const name of /** @type {const} */ (["delivered", "read", "team_read"])) this[name] = Math.max(this[name], moved[name]);
  }

  /** Tell the server what it does not know yet. @param {number} delivered @param {number} read @param {(frame: object) => boolean} send */
  tell(delivered, read, send) {
    if (delivered <= this.delivered && read <= this.read) return;
    if (send({ type: "receipt", delivered, read })) Object.assign(this, { delivered, read });
  }
}
