import { Tabs } from '@mantine/core';
import { Snippet } from '@/components/Snippet';

/** How to call the model, ready to paste. */
export function TryIt({ model }: { model: string }) {
  const python = `from openai import OpenAI\n\nanswer = OpenAI().chat.completions.create(\n    model="${model}",\n    messages=[{"role": "user", "content": "Hello"}],\n)\nprint(answer.choices[0].message.content)`;
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] });
  const curl = `curl https://api.openai.com/v1/chat/completions \\\n  -H "Authorization: Bearer $OPENAI_API_KEY" \\\n  -H "Content-Type: application/json" \\\n  -d '${body}'`;
  return (
    <Tabs defaultValue="python">
      <Tabs.List mb="sm">
        <Tabs.Tab value="python">Python</Tabs.Tab>
        <Tabs.Tab value="curl">curl</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="python">
        <Snippet code={python} label="Copy Python snippet" />
      </Tabs.Panel>
      <Tabs.Panel value="curl">
        <Snippet code={curl} label="Copy curl command" />
      </Tabs.Panel>
    </Tabs>
  );
}
