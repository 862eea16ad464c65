// Server-sent events as the text of a response that has ended.

export interface StreamedEvent { id?: string; name: string; data: string }

export function* eventsOf(text: string): Generator<StreamedEvent> {
  for (const block of text.split('\n\n')) {
    const fields = new Map(block.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]));
    const name = fields.get('event');
    if (name !== undefined) yield { id: fields.get('id'), name, data: fields.get('data') ?? '' };
  }
}
