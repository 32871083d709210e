import { Bot, Settings2, User, Wrench } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { JsonTree } from '@/components/JsonTree';
import type { Json } from '@/lib/json';
import type { Message, Part, Shown, ToolCall } from '../conversation';
import styles from './ConversationView.module.css';

/** One example as people read it: bubbles by role, calls with their answers, the two answers of a pair side by side. */
export function ConversationView({ shown }: { shown: Shown }) {
  switch (shown.kind) {
    case 'chat':
      return (
        <div className={styles.conversation}>
          <Tools names={shown.tools} />
          <Messages messages={shown.messages} />
          <Fields fields={shown.fields} />
        </div>
      );
    case 'preference':
      return (
        <div className={styles.conversation}>
          <Tools names={shown.tools} />
          <Messages messages={shown.input} />
          <div className={styles.pair}>
            <Answer title="Preferred" messages={shown.preferred} tone="good" />
            <Answer title="Not preferred" messages={shown.rejected} tone="bad" />
          </div>
          <Fields fields={shown.fields} />
        </div>
      );
    case 'completion':
      return (
        <div className={styles.conversation}>
          <Bubble role="user" label="prompt">
            <Text text={shown.prompt} />
          </Bubble>
          <Bubble role="assistant" label="completion">
            <Text text={shown.completion} />
          </Bubble>
          <Fields fields={shown.fields} />
        </div>
      );
    case 'unknown':
      return (
        <div className={styles.conversation}>
          <p className={styles.quiet}>This is no fine-tuning example we know; here it is as stored.</p>
          <pre className={styles.json}>{JSON.stringify(shown.value, null, 2)}</pre>
        </div>
      );
  }
}

function Messages({ messages }: { messages: readonly Message[] }) {
  return messages.map((message, position) => <MessageBubble key={position} message={message} />);
}

function Answer({ title, messages, tone }: { title: string; messages: readonly Message[]; tone: 'good' | 'bad' }) {
  const length = messages.flatMap((message) => message.parts).reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0);
  return (
    <section className={styles.answer} data-tone={tone} aria-label={title}>
      <h3 className={styles.answerTitle}>
        {title} <span className={styles.quiet}>{length} characters</span>
      </h3>
      <Messages messages={messages} />
    </section>
  );
}

const LONG_PROMPT = 280;

function MessageBubble({ message }: { message: Message }) {
  const prompt = message.role === 'system' || message.role === 'developer';
  const length = message.parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0);
  const long = prompt && length > LONG_PROMPT;
  const [open, setOpen] = useState(!long);
  return (
    <Bubble role={message.role} label={message.name === undefined ? message.role : `${message.role} · ${message.name}`} untrained={message.untrained}>
      {long && (
        <button type="button" className={styles.toggle} aria-expanded={open} onClick={() => { setOpen(!open); }}>
          {open ? 'Show less' : `Show all ${length} characters`}
        </button>
      )}
      <div className={open ? undefined : styles.folded}>
        {message.parts.map((part, position) => (
          <PartView key={position} part={part} />
        ))}
      </div>
      {message.calls.map((call, position) => (
        <CallView key={position} call={call} />
      ))}
      {message.parts.length === 0 && message.calls.length === 0 && <p className={styles.quiet}>(empty)</p>}
    </Bubble>
  );
}

const ICONS = { user: User, assistant: Bot, tool: Wrench, function: Wrench } as const;

function Bubble({ role, label, untrained = false, children }: { role: string; label: string; untrained?: boolean; children: ReactNode }) {
  const Icon = role in ICONS ? ICONS[role as keyof typeof ICONS] : Settings2;
  return (
    <article className={styles.bubble} data-role={role} data-untrained={untrained} aria-label={label}>
      <header className={styles.role}>
        <Icon size={13} aria-hidden />
        {label}
        {untrained && <span className={styles.untrained}>not trained (weight 0)</span>}
      </header>
      <div className={styles.content}>{children}</div>
    </article>
  );
}

function PartView({ part }: { part: Part }) {
  switch (part.kind) {
    case 'text':
      return <Text text={part.text} />;
    case 'refusal':
      return (
        <p className={styles.text}>
          <em>Refusal:</em> {part.text}
        </p>
      );
    case 'image':
      return part.url.startsWith('data:image/') ? (
        <img src={part.url} alt="Part of the message" className={styles.image} />
      ) : (
        <p className={styles.text}>
          Image at <code>{part.url}</code>
        </p>
      );
    case 'other':
      return <pre className={styles.json}>{JSON.stringify(part.json, null, 2)}</pre>;
  }
}

/** Plain text; what stands between three backticks is set as code. */
function Text({ text }: { text: string }) {
  return text.split(/```/).map((piece, position) =>
    position % 2 === 1 ? (
      <pre key={position} className={styles.json}>
        {piece.replace(/^[\w+-]*\n/, '').replace(/\n$/, '')}
      </pre>
    ) : piece.trim() === '' ? null : (
      <p key={position} className={styles.text}>
        {piece.replace(/^\n|\n$/g, '')}
      </p>
    ),
  );
}

function CallView({ call }: { call: ToolCall }) {
  return (
    <div className={styles.call}>
      <p className={styles.callName}>
        <Wrench size={12} aria-hidden /> calls <code>{call.name}</code>
      </p>
      {call.arguments !== '' && <pre className={styles.json}>{pretty(call.arguments)}</pre>}
      {call.answer !== undefined && (
        <div className={styles.result}>
          <p className={styles.quiet}>answers</p>
          {call.answer.parts.map((part, position) =>
            part.kind === 'text' ? (
              <pre key={position} className={styles.json}>
                {pretty(part.text)}
              </pre>
            ) : (
              <PartView key={position} part={part} />
            ),
          )}
        </div>
      )}
    </div>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Tools({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className={styles.quiet}>
      {names.length === 1 ? 'Tool' : `${names.length} tools`}: {names.join(', ')}
    </p>
  );
}

function Fields({ fields }: { fields: Readonly<Record<string, Json>> }) {
  if (Object.keys(fields).length === 0) return null;
  return (
    <section className={styles.fields} aria-label="Reference fields">
      <h3 className={styles.answerTitle}>Reference fields</h3>
      <JsonTree value={{ ...fields }} label="fields" />
    </section>
  );
}
