// Plays a timeline: what is later than the playhead fades until its moment comes.
"use strict";

for (const passage of document.querySelectorAll(".passage")) {
  const player = passage.querySelector(".player");
  const button = passage.querySelector(".play");
  const slider = passage.querySelector(".now");
  const reading = passage.querySelector("output");
  const scroller = passage.querySelector(".scroll");
  const lanes = passage.querySelector(".lanes");
  const head = passage.querySelector(".head");
  const moments = [...passage.querySelectorAll(".moment")];
  const end = Number(slider.max);
  const pxPerSecond = Number(scroller.dataset.px);
  const zero = Number(scroller.dataset.zero);
  let frame = 0;

  const show = (now) => {
    for (const moment of moments) {
      moment.classList.toggle("later", Number(moment.dataset.t) > now);
    }
    const names = lanes.querySelector(".who").offsetWidth;
    const x = names + zero + now * pxPerSecond;
    head.hidden = now >= end;
    head.style.left = `${x}px`;
    reading.textContent = `${now.toFixed(1)} s`;
    if (frame !== 0) {
      const ahead = scroller.clientWidth * 0.6;
      if (x - scroller.scrollLeft > ahead) scroller.scrollLeft = x - ahead;
    }
  };

  const stop = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    button.textContent = "Play";
  };

  const play = () => {
    let now = Number(slider.value) >= end ? 0 : Number(slider.value);
    if (now === 0) scroller.scrollLeft = 0;
    let before = performance.now();
    button.textContent = "Pause";
    const step = (time) => {
      now = Math.min(now + (time - before) / 1000, end);
      before = time;
      slider.value = String(now);
      show(now);
      if (now >= end) stop();
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };

  button.addEventListener("click", () => (frame === 0 ? play() : stop()));
  slider.addEventListener("input", () => {
    stop();
    show(Number(slider.value));
  });
  player.hidden = false;
}
