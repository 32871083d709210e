/// OpenAI's dialect over the JDK's HTTP client: also spoken by Azure OpenAI and by many proxies.
@NullMarked
package dev.tunebook.finetune.openai;

import org.jspecify.annotations.NullMarked;
